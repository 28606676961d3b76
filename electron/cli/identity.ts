// --vendor-id 7 --product-id 0x1f5 --security-counter 3 -> numbers of 32 bits, of those that were given. What is given wins over the project's settings.

import type { ProjectSettings } from '../../shared/domain.ts'
import { usage } from './output.ts'

export interface IdentityOptions {
  vendorId?: string
  productId?: string
  securityCounter?: string
}
type Identity = Pick<ProjectSettings, keyof IdentityOptions>

/** Errors: usage. */
export function identityOf({ vendorId, productId, securityCounter }: IdentityOptions): Identity {
  return {
    ...(vendorId !== undefined && { vendorId: number(vendorId, '--vendor-id') }),
    ...(productId !== undefined && { productId: number(productId, '--product-id') }),
    ...(securityCounter !== undefined && { securityCounter: number(securityCounter, '--security-counter') }),
  }
}

/** Errors: usage. */
export function number(text: string, option: string): number {
  const value = /^(?:\d+|0x[0-9a-f]+)$/i.test(text) ? Number(text) : NaN
  if (!(value <= 0xffffffff)) throw usage(`${option} is a number from 0 to 4294967295, such as 7 or 0x1f5`)
  return value
}
