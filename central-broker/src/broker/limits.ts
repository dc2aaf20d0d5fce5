import { maxMessageBytes } from '@custody-edge/event-contract';

/**
 * Largest payload that a broker lets through. Above the contract's limit, so that a message that is somewhat
 * too large reaches the quarantine, where people see it, instead of vanishing in the broker.
 */
export const maxBrokerMessageBytes = 4 * maxMessageBytes;
