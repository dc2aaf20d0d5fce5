/** What was typed into a field of a form, without the blanks around it. */
export const textIn = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();
