// What a reader asks for: the parameters of an address, decoded and checked once. Page, API and exports share this one
// parser and its one inverse, so an address is the whole state.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gp {

// The facets, in the order the site lists them. `name` is the parameter's name.
inline constexpr std::array<std::string_view, 7> kFacetNames = {"theme", "country",  "city", "evidence",
                                                                "group", "language", "level"};

enum class Sort { kRelevance, kNewest, kTitle };

inline constexpr std::size_t kMaxQueryCharacters = 1000;  // code points of `q`; more is a BadRequest
inline constexpr std::size_t kMaxQueryWords = 64;         // words of `q` that count; a note says so
inline constexpr std::size_t kMaxPerPage = 100;
inline constexpr std::size_t kMaxPage = 1000;
inline constexpr std::size_t kMaxFilterValues = 200;  // in all facets together
inline constexpr std::size_t kMaxPicks = 20;          // practices of a shortlist

// A parameter that cannot be understood. Becomes status 400, naming the parameter.
struct BadRequest : std::runtime_error {
  BadRequest(std::string parameter_name, const std::string& message)
      : std::runtime_error(message), parameter(std::move(parameter_name)) {}
  std::string parameter;
};

struct Query {
  std::string q{};                                            // as typed, trimmed, NFC
  std::map<std::string, std::vector<std::string>> filters{};  // facet name -> ids, in order of the address, no twins
  std::optional<int> from{};                                  // years, inclusive
  std::optional<int> to{};
  std::string lang = "en";  // the reader's language
  bool lang_given = false;  // said in the address, not guessed from Accept-Language
  Sort sort = Sort::kRelevance;
  bool sort_given = false;
  std::size_t page = 1;
  std::size_t per_page = 10;
  bool all_words = false;  // every word must be found; nothing is dropped, widened or replaced by what resembles it
  bool translate = true;   // words may match by what they mean: vocabulary, places, dictionaries

  // The reader's shortlist: ids in her order, no twins. It changes nothing about the search, it only goes along.
  std::vector<std::string> picks{};

  bool operator==(const Query&) const = default;
};

using Parameters = std::vector<std::pair<std::string, std::string>>;  // decoded, in order of the address

// Percent-decoding (RFC 3986, section 2.1); a plus is a space in a query string and itself in a path. Throws BadRequest
// for a '%' that two hexadecimal digits do not follow. The result may be any bytes.
enum class Plus { kIsSpace, kIsPlus };
std::string percent_decode(std::string_view text, Plus plus);

// Splits and percent-decodes a query string. Throws BadRequest for bad percent-encoding, %00 and invalid UTF-8.
Parameters parse_query_string(std::string_view query_string);

// Checks the parameters; unknown ones, repeated single ones and malformed values are a BadRequest. Whether a facet's
// value exists is for the searcher to say. `default_lang` is what Accept-Language asked for. A sort that is not given
// is by relevance with `q`, by newness without.
Query parse_query(const Parameters& parameters, std::string_view default_lang);

// The same question from the first page of its results.
Query first_page(Query query);

// Takes the value of a parameter that only one page or route has out of `parameters`, so that the rest is a Query's.
// Empty where it is not given; a form sends empty ones too. Throws BadRequest for one that is given more than once.
std::string take_parameter(Parameters& parameters, std::string_view name);

// The inverse: the canonical query string, without '?', defaults left out: parse_query(to_query_string(q)) == q.
std::string to_query_string(const Query& query);

std::string percent_encode(std::string_view text);

}  // namespace gp
