import { html, type TemplateResult } from 'lit';
import type { DeskAccount } from '../../../src/http/session-routes.ts';
import { type ApiError, post } from '../api.ts';
import { say } from '../language.ts';
import { troubleText } from '../parts/loaded.ts';
import { Part } from '../parts/part.ts';

/** The door: a staff token, which the host turns into a cookie that scripts cannot read. */
export class CrmSignIn extends Part {
  static override properties = { error: { state: true }, busy: { state: true } };
  declare error: ApiError | undefined;
  declare busy: boolean;

  constructor() {
    super();
    this.busy = false;
  }

  #send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const token = String(new FormData(form).get('token') ?? '').trim();
    this.busy = true;
    this.error = undefined;
    try {
      const account = await post<DeskAccount>('/v1/session', { token });
      form.reset();
      this.dispatchEvent(new CustomEvent('signed-in', { detail: account }));
    } catch (error) {
      this.error = error as ApiError;
    }
    this.busy = false;
  };

  #why(error: ApiError): string {
    if (error.status === 429) return say('signIn.slow');
    return error.status === 401 || error.status === 422 ? say('signIn.wrong') : troubleText(error);
  }

  protected override render(): TemplateResult {
    return html`<main class="door" id="main">
      <form @submit=${this.#send}>
        <h1>${say('signIn.title')}</h1>
        <label for="token">${say('signIn.token')}</label>
        <input id="token" name="token" type="password" required autocomplete="current-password" aria-describedby="token-hint" ?aria-invalid=${this.error !== undefined} autofocus />
        <p class="hint" id="token-hint">${say('signIn.hint')}</p>
        ${this.error ? html`<p class="error" role="alert">${this.#why(this.error)}</p>` : ''}
        <button class="primary" ?disabled=${this.busy}>${say('signIn.do')}</button>
      </form>
    </main>`;
  }
}
customElements.define('crm-sign-in', CrmSignIn);
