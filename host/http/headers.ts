import type { PageRole } from '#contracts/bridge/messages.ts';

const permissions = (media: '()' | '(self)'): string =>
  `camera=${media}, microphone=${media}, geolocation=(), usb=(), serial=(), hid=(), display-capture=()`;

/**
 * On every answer of the host. Script, style and font are files of this origin; the bench draws receipts from `data:`
 * pictures it made itself; nothing inline, nothing from elsewhere, no frame, no form, no plain string into the document.
 */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': permissions('()'),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** On a page itself: the customer's may open camera and microphone for its own origin, no other may. */
export const pageHeaders = (role: PageRole): Readonly<Record<string, string>> =>
  role === 'customer' ? { 'permissions-policy': permissions('(self)') } : {};
