// The vocabularies as linked data: SKOS (https://www.w3.org/TR/skos-reference/) in JSON-LD 1.1. Labels in Serbian
// Cyrillic have their Latin form beside them, by rule. A link into another scheme is a mapping (broadMatch,
// relatedMatch), as SKOS has it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/practice/vocabulary.h"

namespace gp {

// All schemes and their concepts. `base_url`: of the site, without a slash at the end; empty for addresses relative to
// the document.
std::string vocabulary_jsonld(const Vocabulary& vocabulary, const std::string& base_url);

// One concept, at <base_url>/vocabulary/<id>. Nothing if there is none.
std::optional<std::string> concept_jsonld(const Vocabulary& vocabulary, std::string_view id,
                                          const std::string& base_url);

}  // namespace gp
