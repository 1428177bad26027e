import { css, html, type TemplateResult } from 'lit';
import { CarmineElement } from '../carmine-element.ts';
import { request } from '../requests.ts';
import { icons } from '../styles/icons.ts';

/**
 * The first thing seen: what happens to the picture, and four equal ways in. The camera is asked for by the press only.
 * @fires sourcerequest
 */
export class CarmineStartPanel extends CarmineElement {
  static override styles = [
    ...(CarmineElement.styles as []),
    css`
      :host {
        display: grid;
        place-items: center;
        padding: clamp(1rem, 5cqi, 2.5rem);
        color: #fff;
        text-align: center;
      }
      .box {
        display: grid;
        gap: 1rem;
        width: 100%;
        max-width: 24rem;
      }
      h2 {
        font: 500 clamp(1.35rem, 5cqi, 1.85rem) / 1.25 var(--carmine-display, var(--_font));
        text-wrap: balance;
      }
      .lead {
        color: rgb(255 255 255 / 0.82);
      }
      .ways {
        display: grid;
        gap: 0.6rem;
      }
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr));
        gap: 0.6rem;
      }
      .ways .button:not(.primary) {
        padding-inline: 0.75em;
        border-color: rgb(255 255 255 / 0.5);
        background: rgb(255 255 255 / 0.08);
        color: #fff;
      }
      .ways .button:not(.primary):hover {
        border-color: #fff;
        background: rgb(255 255 255 / 0.18);
      }
      .primary {
        min-height: 52px;
        font-size: 1.0625rem;
      }
      .notice {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 0.65rem;
        padding: 0.8rem 0.95rem;
        border-radius: var(--_radius);
        background: rgb(255 255 255 / 0.1);
        font-size: 0.8125rem;
        text-align: start;
      }
      .notice svg {
        width: 20px;
        height: 20px;
        margin-top: 0.1em;
      }
      .notice p {
        grid-column: 2;
        color: rgb(255 255 255 / 0.84);
      }
      .drop {
        color: rgb(255 255 255 / 0.72);
        font-size: 0.8125rem;
      }
      :focus-visible {
        outline-color: #fff;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const go = (kind: 'camera' | 'photo' | 'video' | 'head') => () =>
      request(this, 'sourcerequest', { kind });
    return html`<div class="box">
      <h2 part="start-title">${this.t('start.title')}</h2>
      <p class="lead">${this.t('start.lead')}</p>
      <div class="ways">
        <button class="button primary" part="button camera-button" @click=${go('camera')} aria-describedby="notice">
          ${icons.camera}${this.t('start.camera')}
        </button>
        <button class="button" part="button photo-button" @click=${go('photo')}>
          ${icons.photo}${this.t('start.photo')}
        </button>
        <div class="pair">
          <button class="button" part="button video-button" @click=${go('video')}>
            ${icons.video}${this.t('start.video')}
          </button>
          <button class="button" part="button head-button" @click=${go('head')}>
            ${icons.head}${this.t('start.head')}
          </button>
        </div>
      </div>
      <p class="drop">${this.t('start.drop')}</p>
      <div class="notice" id="notice" part="notice">
        ${icons.lock}<strong>${this.t('start.notice.title')}</strong>
        <p>${this.t('start.notice.body')}</p>
      </div>
    </div>`;
  }
}
