// A case as the staff write one: the two files of a practice that the collection does not have.

// practice.yaml of a practice of this town, newer than all there are.
export const practiceOf = (id, town) => `place: ${id}
level: city
themes: [employment]
target_groups: [roma]
evidence:
  class: promising
  basis: none
  reason: First results are reported by the town only.
period: {start: 2024}
organisations:
  - {name: City of ${town}, role: lead}
funding: [City of ${town}]
sources:
  - url: https://example.org/library-of-tools
    publisher: City of ${town}
    lang: en
    year: 2025
original_language: en
added: 2026-11-23
reviewed: 2026-11-23
status: published
related: []
`;

// en.md with this title.
export const textWith = (title) => `---
title: ${title}
summary: A lending library gives families tools for repairs and small jobs, with a workshop on Saturdays and a mentor for each household.
translation: original
---

## Context

Families had work in sight and no tools for it.

## What was done

The town lends wheelbarrows, scaffolding and sewing machines.

## Results

In 2025 the town reported 140 loans.

## What did not work

The first opening hours suited nobody.

## Lessons and transfer

- Open in the evening.
`;
