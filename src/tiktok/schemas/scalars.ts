import { z } from 'zod';

/** Ids and texts that TikTok writes as JSON numbers here and there become texts; nothing else is changed. */
function numberToText(value: unknown): unknown {
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
}

/** `""` stands for "not yet", and digits in quotes for a number. */
function textToNumber(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (value.trim() === '') return null;
  return /^\s*-?\d{1,15}\s*$/.test(value) ? Number(value) : value;
}

/** `""` stands for "no". */
function textToFlag(value: unknown): unknown {
  if (value === '') return null;
  if (value === 'true') return true;
  return value === 'false' ? false : value;
}

/** An id: mostly 17 to 19 digits, always a text. */
export const Id = z.preprocess(numberToText, z.string().min(1));
/** A text that may be missing, null or empty. */
export const Text = z.preprocess(numberToText, z.string().nullish());
/** An amount as TikTok writes it: a decimal in a string; missing, null and empty occur. */
export const AmountText = Text;
/** Unix seconds that are always there. */
export const RequiredSeconds = z.preprocess(textToNumber, z.number().int());
/** Unix seconds; 0, null, empty and missing mean "not yet". */
export const Seconds = z.preprocess(textToNumber, z.number().int().nullish());
/** A whole number that may be missing. */
export const Count = z.preprocess(textToNumber, z.number().int().nullish());
export const Flag = z.preprocess(textToFlag, z.boolean().nullish());
