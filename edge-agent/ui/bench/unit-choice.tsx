import { Touch, touched } from './form.tsx';

/** UCUM codes of the units that balances of a laboratory show, as far as the record takes them. */
const units = [
  { value: 'g', label: 'unit.gram' },
  { value: 'mg', label: 'unit.milligram' },
  { value: 'kg', label: 'unit.kilogram' },
  { value: '[car_m]', label: 'unit.carat' },
] as const;

export function UnitChoice({ chosen }: { chosen: string }) {
  return (
    <Touch
      name="unit"
      question="lab.unit"
      answers={units}
      chosen={units.find(({ value }) => value === chosen)?.value}
    />
  );
}

export const unitIn = (form: FormData): string => touched(form, 'unit', ['g', 'mg', 'kg', '[car_m]']);
