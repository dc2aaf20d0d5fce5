import type { AdmissionBelongings } from '@custody-edge/event-contract';
import { Field, Label } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import { Choice, PageForm, type Read, Rows, readRows } from './admission-fields.tsx';
import type { AdmissionView } from './admission-view.ts';
import type { Press } from './press.ts';

const mostItems = 20;
const mostChildren = 10;

/** What is taken into keeping with its receipt, children who come along, and a next of kin. */
export function AdmissionBelongingsPage({
  desk,
  press,
  onLeave,
}: {
  desk: AdmissionView;
  press: Press;
  onLeave: () => void;
}) {
  const { belongings, nextOfKinRequired } = desk;
  const [kept, setKept] = useState(belongings && (belongings.property === 'none' ? 'none' : 'some'));
  const property = belongings && belongings.property !== 'none' ? belongings.property : undefined;
  const children = belongings?.children ?? [];

  const save = (read: Read) => {
    const [name, contact] = [read('kinName'), read('kinContact')];
    const given: AdmissionBelongings = {
      property:
        kept === 'some'
          ? {
              receipt: read('receipt'),
              items: readRows(mostItems, (row) => {
                const item = read(`item-${row}`);
                return item !== '' && { item, quantity: Number(read(`quantity-${row}`)) };
              }),
            }
          : 'none',
      children: readRows(mostChildren, (row) => {
        const child = read(`child-${row}`);
        return child !== '' && { name: child, ageYears: Number(read(`childAge-${row}`)) };
      }),
      ...(name !== '' && { nextOfKin: { name, ...(contact !== '' && { contact }) } }),
    };
    void press({ action: 'admission-belongings', belongings: given });
  };

  return (
    <PageForm onSave={save} onLeave={onLeave}>
      <Choice
        name="kept"
        question="gate.property"
        answers={[
          { value: 'none', label: 'gate.property-none' },
          { value: 'some', label: 'gate.property-some' },
        ]}
        chosen={kept}
        onChoose={setKept}
      />
      {kept === 'some' && (
        <>
          <Field name="receipt" label="gate.receipt-number" maxLength={60} initial={property?.receipt ?? ''} />
          <div class="whole-row">
            <Rows initial={property?.items.length ?? 1} least={1} most={mostItems} add="gate.add-item">
              {(row) => (
                <>
                  <Field
                    name={`item-${row}`}
                    label="gate.property-item"
                    maxLength={80}
                    initial={property?.items[row]?.item ?? ''}
                  />
                  <Field
                    name={`quantity-${row}`}
                    label="gate.property-quantity"
                    type="number"
                    maxLength={7}
                    initial={String(property?.items[row]?.quantity ?? '')}
                  />
                </>
              )}
            </Rows>
          </div>
        </>
      )}
      <h2 class="whole-row part-title">
        <Label of="gate.next-of-kin" />
      </h2>
      <Field
        name="kinName"
        label="person.name"
        optional={!nextOfKinRequired}
        initial={belongings?.nextOfKin?.name ?? ''}
      />
      <Field
        name="kinContact"
        label="gate.kin-contact"
        maxLength={160}
        optional={!nextOfKinRequired}
        initial={belongings?.nextOfKin?.contact ?? ''}
      />
      <h2 class="whole-row part-title">
        <Label of="gate.children" />
      </h2>
      <div class="whole-row">
        <Rows initial={children.length} least={0} most={mostChildren} add="gate.add-child">
          {(row) => (
            <>
              <Field name={`child-${row}`} label="gate.child-name" maxLength={80} initial={children[row]?.name ?? ''} />
              <Field
                name={`childAge-${row}`}
                label="gate.child-age"
                type="number"
                maxLength={2}
                initial={String(children[row]?.ageYears ?? '')}
              />
            </>
          )}
        </Rows>
      </div>
    </PageForm>
  );
}
