/**
 * Money moves by a posting and by nothing else: the posting's trigger moves the balance, so neither can stand without
 * the other; a balance below zero aborts both. One order is paid once and given back once, by the unique index.
 */
export const WEALTH_TABLES = `
  CREATE TABLE IF NOT EXISTS birthdays (
    customer_ref TEXT PRIMARY KEY REFERENCES customers, birth_date TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS assessments (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, assessment_id TEXT NOT NULL UNIQUE,
    customer_ref TEXT NOT NULL REFERENCES customers, risk_class TEXT NOT NULL, score INTEGER NOT NULL,
    questionnaire_version TEXT NOT NULL, answers TEXT NOT NULL, document_sha256 TEXT NOT NULL UNIQUE,
    made_on TEXT NOT NULL, valid_until TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS accounts (
    card_ref TEXT PRIMARY KEY REFERENCES cards,
    balance_fen INTEGER NOT NULL CHECK (balance_fen BETWEEN 0 AND 9007199254740991)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS wealth_orders (
    number INTEGER PRIMARY KEY AUTOINCREMENT, order_number TEXT NOT NULL UNIQUE,
    customer_ref TEXT NOT NULL REFERENCES customers, product_ref TEXT NOT NULL, name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL, card_ref TEXT NOT NULL REFERENCES accounts, amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    assessment_id TEXT NOT NULL, document_sha256 TEXT NOT NULL UNIQUE, confirmations TEXT NOT NULL,
    placed_at INTEGER NOT NULL, cooling_off_until INTEGER,
    state TEXT NOT NULL CHECK (state IN ('placed', 'withdrawn')), withdrawal_sha256 TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS postings (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, card_ref TEXT NOT NULL REFERENCES accounts,
    kind TEXT NOT NULL, amount_fen INTEGER NOT NULL, order_number TEXT REFERENCES wealth_orders (order_number),
    CHECK (CASE kind WHEN 'opening' THEN amount_fen >= 0 AND order_number IS NULL
      WHEN 'order' THEN amount_fen < 0 AND order_number IS NOT NULL
      WHEN 'refund' THEN amount_fen > 0 AND order_number IS NOT NULL ELSE 0 END)
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS postings_once ON postings (order_number, kind) WHERE order_number IS NOT NULL;
  CREATE UNIQUE INDEX IF NOT EXISTS postings_open_once ON postings (card_ref) WHERE kind = 'opening';
  CREATE TRIGGER IF NOT EXISTS postings_move AFTER INSERT ON postings
    BEGIN UPDATE accounts SET balance_fen = balance_fen + NEW.amount_fen WHERE card_ref = NEW.card_ref; END;
  CREATE TRIGGER IF NOT EXISTS postings_keep BEFORE UPDATE ON postings
    BEGIN SELECT RAISE(ABORT, 'postings are append-only'); END;
  CREATE TRIGGER IF NOT EXISTS postings_stay BEFORE DELETE ON postings
    BEGIN SELECT RAISE(ABORT, 'postings are append-only'); END;
`;

export const EMPTY_WEALTH = `
  DROP TRIGGER postings_keep;
  DROP TRIGGER postings_stay;
  DELETE FROM postings; DELETE FROM wealth_orders; DELETE FROM accounts; DELETE FROM assessments;
  DELETE FROM birthdays;
`;
