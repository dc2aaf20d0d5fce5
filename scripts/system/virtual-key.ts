import type { CDPSession, Page } from 'playwright-core';

/** A security key in the browser's own emulation: it is touched as soon as it is asked. */
export class VirtualKey {
  private readonly devTools: CDPSession;
  private readonly authenticatorId: string;

  private constructor(devTools: CDPSession, authenticatorId: string) {
    this.devTools = devTools;
    this.authenticatorId = authenticatorId;
  }

  /** Puts a key into the machine on which a page is open. */
  static async plugIn(page: Page): Promise<VirtualKey> {
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('WebAuthn.enable');
    const { authenticatorId } = await devTools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'usb',
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return new VirtualKey(devTools, authenticatorId);
  }

  /** Whether whoever holds it gives it the PIN or finger that it asks for. */
  async know(isUserVerified: boolean): Promise<void> {
    const { authenticatorId } = this;
    await this.devTools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
  }

  /** Takes the key out here and puts it in where another page is open. */
  async moveTo(page: Page): Promise<VirtualKey> {
    const { authenticatorId } = this;
    const { credentials } = await this.devTools.send('WebAuthn.getCredentials', { authenticatorId });
    await this.devTools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
    const there = await VirtualKey.plugIn(page);
    for (const credential of credentials)
      await there.devTools.send('WebAuthn.addCredential', { authenticatorId: there.authenticatorId, credential });
    return there;
  }
}
