// en + de -> vue-i18n, switchable while the app runs. Messages are compiled to data, not to code: no eval, so the strict policy holds.

import { createI18n } from 'vue-i18n'
import { de } from './messages/de.ts'
import { en } from './messages/en.ts'

export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: { en, de },
})
