-- Casualty figures, as reported: every table with types and keys, for DuckDB. Built from schemas/.
-- Run it in the folder that holds datapackage.json: duckdb figures.duckdb < load.sql
BEGIN;

CREATE TABLE "sources" (
  "source_id" VARCHAR NOT NULL CHECK ("source_id" <> ''),
  "publisher" VARCHAR NOT NULL CHECK ("publisher" <> ''),
  "title" VARCHAR CHECK ("title" <> ''),
  "url" VARCHAR NOT NULL CHECK ("url" <> ''),
  "published" DATE NOT NULL,
  "language" VARCHAR NOT NULL CHECK ("language" <> ''),
  "derives_from" VARCHAR CHECK ("derives_from" <> ''),
  "derives_basis" VARCHAR CHECK ("derives_basis" IN ('stated', 'inferred')),
  "text_status" VARCHAR NOT NULL CHECK ("text_status" IN ('located', 'not_held')),
  "text_sha256" VARCHAR CHECK ("text_sha256" <> ''),
  "text_characters" BIGINT CHECK ("text_characters" >= 1),
  "coverage" VARCHAR NOT NULL CHECK ("coverage" IN ('complete', 'partial')),
  "redistribution" VARCHAR NOT NULL CHECK ("redistribution" <> ''),
  PRIMARY KEY ("source_id")
);

COPY "sources" FROM 'data/sources.csv' (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '', AUTO_DETECT false);

SELECT error('sources: derives_from names no row of sources: ' || string_agg("derives_from", ', ')) FROM "sources"
  WHERE "derives_from" NOT IN (SELECT "source_id" FROM "sources")
  HAVING count(*) > 0;

CREATE TABLE "parties" (
  "party_id" VARCHAR NOT NULL CHECK ("party_id" <> ''),
  "name" VARCHAR NOT NULL UNIQUE CHECK ("name" <> ''),
  "kind" VARCHAR NOT NULL CHECK ("kind" IN ('state', 'ministry', 'spokesperson', 'official', 'armed party', 'monitor', 'rescue organisation', 'local authority', 'police', 'hospital', 'organisation', 'agency', 'unnamed group')),
  "party_to_conflict" BOOLEAN NOT NULL,
  "part_of" VARCHAR CHECK ("part_of" <> ''),
  PRIMARY KEY ("party_id")
);

COPY "parties" FROM 'data/parties.csv' (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '', AUTO_DETECT false);

SELECT error('parties: part_of names no row of parties: ' || string_agg("part_of", ', ')) FROM "parties"
  WHERE "part_of" NOT IN (SELECT "party_id" FROM "parties")
  HAVING count(*) > 0;

CREATE TABLE "populations" (
  "population_id" VARCHAR NOT NULL CHECK ("population_id" <> ''),
  "label" VARCHAR NOT NULL CHECK ("label" <> ''),
  "within" VARCHAR CHECK ("within" <> ''),
  PRIMARY KEY ("population_id")
);

COPY "populations" FROM 'data/populations.csv' (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '', AUTO_DETECT false);

SELECT error('populations: within names no row of populations: ' || string_agg("within", ', ')) FROM "populations"
  WHERE "within" NOT IN (SELECT "population_id" FROM "populations")
  HAVING count(*) > 0;

CREATE TABLE "places" (
  "place_id" VARCHAR NOT NULL CHECK ("place_id" <> ''),
  "name" VARCHAR NOT NULL CHECK ("name" <> ''),
  "kind" VARCHAR NOT NULL CHECK ("kind" IN ('country', 'governorate', 'district', 'city', 'town', 'village', 'part of a city', 'neighbourhood', 'area', 'area of control')),
  "latitude" DOUBLE CHECK ("latitude" >= -90) CHECK ("latitude" <= 90),
  "longitude" DOUBLE CHECK ("longitude" >= -180) CHECK ("longitude" <= 180),
  "where_precision" BIGINT NOT NULL CHECK ("where_precision" >= 1) CHECK ("where_precision" <= 7),
  "pcode" VARCHAR CHECK ("pcode" <> ''),
  "geonames_id" BIGINT CHECK ("geonames_id" >= 1),
  PRIMARY KEY ("place_id")
);

COPY "places" FROM 'data/places.csv' (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '', AUTO_DETECT false);

CREATE TABLE "place_within" (
  "place_id" VARCHAR NOT NULL CHECK ("place_id" <> ''),
  "within_id" VARCHAR NOT NULL CHECK ("within_id" <> ''),
  "basis" VARCHAR NOT NULL CHECK ("basis" <> ''),
  PRIMARY KEY ("place_id", "within_id"),
  FOREIGN KEY ("place_id") REFERENCES "places" ("place_id"),
  FOREIGN KEY ("within_id") REFERENCES "places" ("place_id")
);

COPY "place_within" FROM 'data/place_within.csv' (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '', AUTO_DETECT false);

CREATE TABLE "measures" (
  "measure_id" VARCHAR NOT NULL CHECK ("measure_id" <> ''),
  "label" VARCHAR NOT NULL CHECK ("label" <> ''),
  "definition" VARCHAR NOT NULL CHECK ("definition" <> ''),
  "units" VARCHAR NOT NULL CHECK ("units" <> ''),
  "implies" VARCHAR CHECK ("implies" <> ''),
  PRIMARY KEY ("measure_id")
);

COPY "measures" FROM 'data/measures.csv' (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '', AUTO_DETECT false);

SELECT error('measures: implies names no row of measures: ' || string_agg("implies", ', ')) FROM "measures"
  WHERE "implies" NOT IN (SELECT "measure_id" FROM "measures")
  HAVING count(*) > 0;

CREATE TABLE "quantifiers" (
  "quantifier_id" VARCHAR NOT NULL CHECK ("quantifier_id" <> ''),
  "label" VARCHAR NOT NULL CHECK ("label" <> ''),
  "low_rule" VARCHAR NOT NULL CHECK ("low_rule" <> ''),
  "high_rule" VARCHAR NOT NULL CHECK ("high_rule" <> ''),
  PRIMARY KEY ("quantifier_id")
);

COPY "quantifiers" FROM 'data/quantifiers.csv' (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '', AUTO_DETECT false);

CREATE TABLE "series" (
  "series_id" VARCHAR NOT NULL CHECK ("series_id" <> ''),
  "measure_id" VARCHAR NOT NULL CHECK ("measure_id" <> ''),
  "unit" VARCHAR NOT NULL CHECK ("unit" IN ('person', 'household', 'event', 'corridor', 'metre', 'day')),
  "population_id" VARCHAR CHECK ("population_id" <> ''),
  "place_id" VARCHAR CHECK ("place_id" <> ''),
  "figures" BIGINT NOT NULL CHECK ("figures" >= 1),
  "outlets" BIGINT NOT NULL CHECK ("outlets" >= 1),
  "origins" BIGINT NOT NULL CHECK ("origins" >= 1),
  "latest_figure_id" VARCHAR NOT NULL CHECK ("latest_figure_id" <> ''),
  PRIMARY KEY ("series_id"),
  FOREIGN KEY ("measure_id") REFERENCES "measures" ("measure_id"),
  FOREIGN KEY ("population_id") REFERENCES "populations" ("population_id"),
  FOREIGN KEY ("place_id") REFERENCES "places" ("place_id")
);

COPY "series" FROM 'data/series.csv' (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '', AUTO_DETECT false);

CREATE TABLE "figures" (
  "figure_id" VARCHAR NOT NULL CHECK ("figure_id" <> ''),
  "source_id" VARCHAR NOT NULL CHECK ("source_id" <> ''),
  "series_id" VARCHAR NOT NULL CHECK ("series_id" <> ''),
  "measure_id" VARCHAR NOT NULL CHECK ("measure_id" <> ''),
  "quantifier_id" VARCHAR NOT NULL CHECK ("quantifier_id" <> ''),
  "value" BIGINT CHECK ("value" >= 0),
  "value_low" BIGINT CHECK ("value_low" >= 0),
  "value_high" BIGINT CHECK ("value_high" >= 0),
  "bounds" VARCHAR NOT NULL CHECK ("bounds" IN ('closed', 'open_high', 'unstated')),
  "unit" VARCHAR NOT NULL CHECK ("unit" IN ('person', 'household', 'event', 'corridor', 'metre', 'day')),
  "count_kind" VARCHAR NOT NULL CHECK ("count_kind" IN ('flow', 'cumulative', 'stock', 'extent')),
  "modality" VARCHAR NOT NULL CHECK ("modality" IN ('reported', 'denied', 'pledged')),
  "population_id" VARCHAR CHECK ("population_id" <> ''),
  "cause_id" VARCHAR CHECK ("cause_id" <> ''),
  "place_id" VARCHAR CHECK ("place_id" <> ''),
  "place_role" VARCHAR NOT NULL CHECK ("place_role" IN ('occurred', 'origin', 'destination', 'outside', 'zone')),
  "period_start" DATE,
  "period_end" DATE,
  "period_precision" VARCHAR NOT NULL CHECK ("period_precision" IN ('day', 'week', 'month', 'year', 'unknown')),
  "period_rule" VARCHAR NOT NULL CHECK ("period_rule" <> ''),
  "claimant_id" VARCHAR CHECK ("claimant_id" <> ''),
  "voice" VARCHAR NOT NULL CHECK ("voice" IN ('direct_quote', 'indirect', 'narrator')),
  "asserted_on" DATE,
  "printed" VARCHAR NOT NULL CHECK ("printed" <> ''),
  "deep_link" VARCHAR CHECK ("deep_link" <> ''),
  "caveat" VARCHAR CHECK ("caveat" <> ''),
  "status" VARCHAR NOT NULL CHECK ("status" IN ('active', 'withdrawn')),
  PRIMARY KEY ("figure_id"),
  FOREIGN KEY ("source_id") REFERENCES "sources" ("source_id"),
  FOREIGN KEY ("series_id") REFERENCES "series" ("series_id"),
  FOREIGN KEY ("measure_id") REFERENCES "measures" ("measure_id"),
  FOREIGN KEY ("quantifier_id") REFERENCES "quantifiers" ("quantifier_id"),
  FOREIGN KEY ("population_id") REFERENCES "populations" ("population_id"),
  FOREIGN KEY ("cause_id") REFERENCES "measures" ("measure_id"),
  FOREIGN KEY ("place_id") REFERENCES "places" ("place_id"),
  FOREIGN KEY ("claimant_id") REFERENCES "parties" ("party_id")
);

COPY "figures" FROM 'data/figures.csv' (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '', AUTO_DETECT false);

CREATE TABLE "actors" (
  "figure_id" VARCHAR NOT NULL CHECK ("figure_id" <> ''),
  "party_id" VARCHAR NOT NULL CHECK ("party_id" <> ''),
  "role" VARCHAR NOT NULL CHECK ("role" IN ('alleged', 'denied', 'pledged', 'escort')),
  PRIMARY KEY ("figure_id", "party_id", "role"),
  FOREIGN KEY ("figure_id") REFERENCES "figures" ("figure_id"),
  FOREIGN KEY ("party_id") REFERENCES "parties" ("party_id")
);

COPY "actors" FROM 'data/actors.csv' (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '', AUTO_DETECT false);

CREATE TABLE "evidence" (
  "figure_id" VARCHAR NOT NULL CHECK ("figure_id" <> ''),
  "mark" VARCHAR NOT NULL CHECK ("mark" <> ''),
  "role" VARCHAR NOT NULL CHECK ("role" IN ('figure', 'event', 'people', 'time', 'said_on', 'place', 'claimant', 'actor', 'cause', 'negation')),
  "means" VARCHAR CHECK ("means" <> ''),
  "carried" BOOLEAN NOT NULL,
  "start" BIGINT CHECK ("start" >= 0),
  "end" BIGINT CHECK ("end" >= 1),
  "printed" VARCHAR NOT NULL CHECK ("printed" <> ''),
  "paragraph" BIGINT CHECK ("paragraph" >= 1),
  "sentence_sha256" VARCHAR CHECK ("sentence_sha256" <> ''),
  "marked_by" VARCHAR NOT NULL CHECK ("marked_by" IN ('reader', 'curator')),
  PRIMARY KEY ("figure_id", "mark"),
  FOREIGN KEY ("figure_id") REFERENCES "figures" ("figure_id")
);

COPY "evidence" FROM 'data/evidence.csv' (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '', AUTO_DETECT false);

CREATE TABLE "relations" (
  "figure_id" VARCHAR NOT NULL CHECK ("figure_id" <> ''),
  "other_id" VARCHAR NOT NULL CHECK ("other_id" <> ''),
  "relation" VARCHAR NOT NULL CHECK ("relation" IN ('part_of', 'updates', 'conflicts_with', 'same_origin', 'repeats', 'corroborates', 'nested_in')),
  "rule" VARCHAR NOT NULL CHECK ("rule" <> ''),
  "condition" VARCHAR CHECK ("condition" <> ''),
  PRIMARY KEY ("figure_id", "other_id"),
  FOREIGN KEY ("figure_id") REFERENCES "figures" ("figure_id"),
  FOREIGN KEY ("other_id") REFERENCES "figures" ("figure_id")
);

COPY "relations" FROM 'data/relations.csv' (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '', AUTO_DETECT false);

CREATE TABLE "releases" (
  "version" VARCHAR NOT NULL CHECK ("version" <> ''),
  "date" DATE NOT NULL,
  "bump" VARCHAR NOT NULL CHECK ("bump" IN ('first', 'major', 'minor', 'patch')),
  "summary" VARCHAR NOT NULL CHECK ("summary" <> ''),
  PRIMARY KEY ("version")
);

COPY "releases" FROM 'data/releases.csv' (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '', AUTO_DETECT false);

CREATE TABLE "revisions" (
  "release" VARCHAR NOT NULL CHECK ("release" <> ''),
  "table" VARCHAR NOT NULL CHECK ("table" <> ''),
  "row_id" VARCHAR NOT NULL CHECK ("row_id" <> ''),
  "column" VARCHAR NOT NULL CHECK ("column" <> ''),
  "old" VARCHAR CHECK ("old" <> ''),
  "new" VARCHAR CHECK ("new" <> ''),
  "reason" VARCHAR CHECK ("reason" <> ''),
  PRIMARY KEY ("release", "table", "row_id", "column"),
  FOREIGN KEY ("release") REFERENCES "releases" ("version")
);

COPY "revisions" FROM 'data/revisions.csv' (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '', AUTO_DETECT false);

CREATE VIEW claims AS
SELECT
  figures.figure_id, figures.status, measures.label AS measure, figures.printed, figures.value, figures.value_low,
  figures.value_high, figures.bounds, figures.unit, populations.label AS population, places.name AS place,
  figures.place_role, figures.period_start, figures.period_end, figures.modality,
  COALESCE(parties.name, sources.publisher || ', in its own words') AS claimant, sources.publisher, sources.published,
  COALESCE(figures.deep_link, sources.url) AS link, series.origins, series.outlets, figures.caveat
FROM figures
  JOIN measures ON measures.measure_id = figures.measure_id
  JOIN sources ON sources.source_id = figures.source_id
  JOIN series ON series.series_id = figures.series_id
  LEFT JOIN populations ON populations.population_id = figures.population_id
  LEFT JOIN places ON places.place_id = figures.place_id
  LEFT JOIN parties ON parties.party_id = figures.claimant_id
ORDER BY figures.figure_id;

COMMIT;
