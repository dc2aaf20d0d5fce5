/** Where the gate of practice is shown, inside the page of the real one. */
export const practiceAddress = '/practice';

/** Whether this page is the gate of practice. */
export const isPractice = location.pathname === practiceAddress;
