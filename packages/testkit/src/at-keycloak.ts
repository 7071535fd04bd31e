// Somebody who keeps cookies and is led from page to page, as at the pages of a Keycloak.

/** Keeps the cookies that it is given, and follows nowhere by itself. */
export class CookieKeeper {
  readonly #cookies = new Map<string, string>();

  /** Sends a form, or asks for what is there. */
  async ask(url: string, form?: Record<string, string>): Promise<Response> {
    const cookie = [...this.#cookies].map((pair) => pair.join('=')).join('; ');
    const body = form && { method: 'POST', body: new URLSearchParams(form) };
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie }, ...body });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      this.#cookies.set(name, value);
    }
    return answer;
  }
}

/** Somebody who fills in the form of a Keycloak that asks who one is. */
export class AtKeycloak extends CookieKeeper {
  /**
   * Fills the form in.
   * @param address of the form, as whoever asks for a sign-in is led to it
   * @returns where Keycloak leads then; where it leads nowhere, its status and what it says
   */
  async signIn(address: string, username: string, password: string): Promise<string> {
    const shown = await this.ask(address);
    const page = await shown.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    if (shown.status !== 200 || action === undefined)
      throw new Error(`no form at ${address}: ${shown.status} ${page.slice(0, 200)}`);
    const led = await this.ask(action, { username, password, credentialId: '' });
    return led.headers.get('location') ?? `${led.status}: ${(await led.text()).slice(0, 200)}`;
  }
}
