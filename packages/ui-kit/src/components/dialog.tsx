import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

/** A question above the page that names its object; Escape leaves it. */
export function Dialog({
  title,
  onLeave,
  children,
}: {
  title: ComponentChildren;
  onLeave: () => void;
  children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} class="dialog" onClose={onLeave} aria-labelledby={titleId}>
      <h2 id={titleId} class="dialog-title prose">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
