import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

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
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} class="dialog" onClose={onLeave} aria-labelledby="dialog-title">
      <h2 id="dialog-title" class="dialog-title prose">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
