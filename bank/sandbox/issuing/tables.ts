/** A blank card goes forward only, once: in stock, perhaps bound to one application, then taken or retained. */
export const ISSUING_TABLES = `
  CREATE TABLE IF NOT EXISTS code_purposes (code_ref TEXT PRIMARY KEY, purpose TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS e_banking (
    number INTEGER PRIMARY KEY AUTOINCREMENT, customer_ref TEXT NOT NULL UNIQUE REFERENCES customers,
    card_ref TEXT NOT NULL, channels TEXT NOT NULL, per_payment_fen INTEGER NOT NULL, per_day_fen INTEGER NOT NULL,
    document_sha256 TEXT NOT NULL UNIQUE, at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS face_checks (face_check_ref TEXT PRIMARY KEY) STRICT;
  CREATE TABLE IF NOT EXISTS card_applications (
    application_ref TEXT PRIMARY KEY, customer_ref TEXT NOT NULL REFERENCES customers, product_ref TEXT NOT NULL,
    document_sha256 TEXT NOT NULL UNIQUE, valid_until INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'bound', 'taken', 'void'))
  ) STRICT;
  CREATE TABLE IF NOT EXISTS blanks (
    blank_ref TEXT PRIMARY KEY, pan TEXT NOT NULL UNIQUE, product_ref TEXT NOT NULL,
    application_ref TEXT UNIQUE REFERENCES card_applications, card_ref TEXT UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('stock', 'bound', 'taken', 'retained')), reason TEXT,
    CHECK (state IN ('stock', 'retained') OR (application_ref IS NOT NULL AND card_ref IS NOT NULL))
  ) STRICT;
  CREATE TRIGGER IF NOT EXISTS blanks_go_forward BEFORE UPDATE ON blanks
    WHEN NOT ((OLD.state = 'stock' AND NEW.state IN ('bound', 'retained'))
      OR (OLD.state = 'bound' AND NEW.state IN ('taken', 'retained')))
    BEGIN SELECT RAISE(ABORT, 'a blank card goes forward only'); END;
`;

export const EMPTY_ISSUING = `
  DELETE FROM blanks; DELETE FROM card_applications; DELETE FROM face_checks; DELETE FROM e_banking;
  DELETE FROM code_purposes;
`;
