import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

/** A question above the page that names its object; Escape leaves it. It keeps the keyboard while it is open, and gives it back. */
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
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      // What lies below a dialogue takes the keyboard back only once that is gone.
      queueMicrotask(() => opener instanceof HTMLElement && opener !== document.body && opener.focus());
    };
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
