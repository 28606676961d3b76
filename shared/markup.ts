// Other people's text -> text that is safe inside XML and HTML, also in attributes. Example: escapedMarkup('a < "b"') -> 'a &#60; &#34;b&#34;'.

export const escapedMarkup = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** Control characters are not allowed in XML at all, escaped or not. */
export const withoutControls = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
