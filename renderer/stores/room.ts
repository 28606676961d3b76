// The room between mouth and microphone: one for the simulator and for spoken suites, kept with the project.
// Trap: sliders change it many times a second, and each change of the project is a step of undo: `keep` is called when the dialog closes.

import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { plainRoom } from '../../shared/room.ts'
import type { Room } from '../../shared/room.ts'
import { api } from '../api.ts'
import { useProjectStore } from './project.ts'

export const useRoom = defineStore('room', () => {
  const project = useProjectStore()
  const room = ref<Room>({ ...plainRoom })
  /** A person's own microphone has a room already; with this it gets the noise and echo of ours as well. */
  const isForMicrophone = ref(false)

  const kept = (): string => JSON.stringify(project.view?.settings.room ?? plainRoom)
  watch(kept, () => (room.value = { ...(project.view?.settings.room ?? plainRoom) }), { immediate: true })

  async function keep(): Promise<void> {
    if (JSON.stringify(room.value) === kept()) return
    await api.call('project.configure', { room: { ...room.value } })
  }

  return { room, isForMicrophone, keep }
})
