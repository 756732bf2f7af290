-- Of a volume the denominator of promise_day is now how many of its number are decided, so that pages can say how many are not: all
-- days are counted anew by the background program.

UPDATE organisation SET counted_zone = NULL;
