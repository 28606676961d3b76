// The person's settings, applied to the page: theme on <html data-theme>, language on vue-i18n and <html lang>.

import { defineStore } from 'pinia'
import { ref, watchEffect } from 'vue'
import type { AppSettings } from '../../shared/ipc/contract.ts'
import { api } from '../api.ts'
import { i18n } from '../i18n.ts'

export const useSettings = defineStore('settings', () => {
  const settings = ref<AppSettings>({
    theme: 'system',
    language: 'en',
    voice: '',
    volume: 0.8,
    talk: 'hold',
    author: '',
    hasSeenTour: false,
  })
  const systemIsDark = matchMedia('(prefers-color-scheme: dark)')
  const isSystemDark = ref(systemIsDark.matches)
  systemIsDark.addEventListener('change', (event) => (isSystemDark.value = event.matches))

  watchEffect(() => {
    const { theme, language } = settings.value
    document.documentElement.dataset['theme'] = theme === 'system' ? (isSystemDark.value ? 'dark' : 'light') : theme
    document.documentElement.lang = language
    i18n.global.locale.value = language
  })

  async function read(): Promise<void> {
    settings.value = await api.call('settings.read')
  }

  async function change(changes: Partial<AppSettings>): Promise<void> {
    settings.value = { ...settings.value, ...changes }
    settings.value = await api.call('settings.write', changes)
  }

  return { settings, read, change }
})
