import { css } from 'lit';

/** A quiet card; the three answers look alike, so that none is pressed on the customer. */
export const consentStyle = css`
  :host {
    display: block;
  }
  form {
    display: grid;
    gap: 14px;
    padding: 20px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  h2 {
    font-size: 1.125rem;
    font-weight: 600;
  }
  .intro {
    color: var(--_muted);
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-weight: 500;
  }
  .age {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
  }
  input {
    flex: none;
    width: 22px;
    height: 22px;
    margin: 0;
    accent-color: var(--_accent);
  }
  ul {
    display: grid;
  }
  li {
    display: flex;
    gap: 16px;
    align-items: start;
    padding: 12px 0;
    border-top: 1px solid var(--_line);
  }
  li label {
    flex: 1;
    display: grid;
    gap: 2px;
  }
  .name {
    font-weight: 500;
  }
  em {
    color: var(--_ink);
    font-style: normal;
  }
  .minor {
    padding: 12px;
    border-radius: 10px;
    background: var(--_soft);
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
  }
  .buttons .button {
    flex: 1 1 8em;
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
  }
  a {
    color: var(--_accent);
  }
  .sr-only {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
