// What a client says it would like: languages, codings, and whether it has the answer already. Pure functions; a header
// that cannot be read counts as absent, since it is a wish and not a demand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gp {

// The language tags an Accept-Language header wishes for, best first, without those it refuses and without "*".
std::vector<std::string> wished_languages(std::string_view accept_language);

// The language of `available` (BCP 47 tags) that suits the Accept-Language header best: for each wish, best first, the
// same tag, then its ever shorter beginnings (RFC 4647 lookup: de-AT finds de), then a longer tag of that language (pt
// finds pt-BR). `fallback` where nothing suits or the header is empty.
std::string choose_language(std::string_view accept_language, const std::vector<std::string>& available,
                            std::string_view fallback = "en");

enum class Coding { kIdentity, kGzip, kBrotli };

// The best coding the client takes; brotli before gzip where it does not mind. Identity where nothing else is
// acceptable, even if that was refused as well: an answer in it beats none.
Coding choose_coding(std::string_view accept_encoding);

// Whether the client refuses to take the bytes as they are.
bool refuses_identity(std::string_view accept_encoding);

std::string_view coding_name(Coding coding);  // "br", "gzip", "" for identity

// Whether an If-None-Match header names this entity tag; weak comparison, as the header wants it. "*" matches any.
bool none_match_names(std::string_view if_none_match, std::string_view etag);

}  // namespace gp
