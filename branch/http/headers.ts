const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** For a page that plays a recording it has fetched: bytes in its own memory, given an address there, and nothing else. */
export const PLAYING_POLICY = `${POLICY}; media-src blob:`;

const NO_DEVICES = 'geolocation=(), usb=(), serial=(), hid=()';

/** For the page of a video teller, who is seen and heard: its own document, and nothing within it. */
export const SEEING_PERMISSIONS = `camera=(self), microphone=(self), ${NO_DEVICES}`;

/**
 * On every answer of the service, page or data. The page's script, style, font and pictures are files of this origin;
 * nothing inline, nothing from elsewhere, no frame around it, no form target, no plain string into the document.
 */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': `camera=(), microphone=(), ${NO_DEVICES}`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Nothing the service answers may be kept, but for its pages' hashed files. */
export const NO_STORE = 'no-store';
