// Text with {names} + values -> the text that is shown. Example: filled('{count} topics', { count: 3 }) -> "3 topics". What has no value is left out.

export const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
