#include "searchd/search/query.h"

#include <algorithm>
#include <charconv>

#include "indexer/practice/characters.h"
#include "indexer/practice/language_tag.h"
#include "indexer/text/analyser.h"
#include "indexer/text/language.h"

namespace gp {
namespace {

constexpr std::string_view kSortNames[] = {"relevance", "newest", "title"};
constexpr int kMinYear = 1000;
constexpr int kMaxYear = 9999;

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

long number(const std::string& parameter, const std::string& value, long low, long high) {
  long result = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), result);
  if (error != std::errc() || end != value.data() + value.size() || result < low || result > high) {
    throw BadRequest(parameter, "'" + parameter + "' must be a whole number from " + std::to_string(low) + " to " +
                                    std::to_string(high));
  }
  return result;
}

std::size_t code_points(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\f\v";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(kSpace) - begin + 1));
}

bool is_facet(std::string_view name) {
  return std::find(kFacetNames.begin(), kFacetNames.end(), name) != kFacetNames.end();
}

void add_pick(const std::string& parameter, const std::string& id, std::vector<std::string>& picks) {
  if (id.empty() || std::find(picks.begin(), picks.end(), id) != picks.end()) return;
  if (!is_id(id)) {
    throw BadRequest(parameter, "'" + parameter + "' must be the id of a practice: a-z, 0-9 and hyphens");
  }
  if (picks.size() == kMaxPicks) {
    throw BadRequest(parameter, "a shortlist has at most " + std::to_string(kMaxPicks) + " practices");
  }
  picks.push_back(id);
}

}  // namespace

std::string percent_decode(std::string_view text, Plus plus) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus == Plus::kIsSpace) {
      decoded += ' ';
    } else if (text[i] == '%') {
      const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
      if (high < 0 || low < 0) throw BadRequest("", "the address has a '%' that two hexadecimal digits do not follow");
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

Parameters parse_query_string(std::string_view query_string) {
  Parameters parameters;
  while (!query_string.empty()) {
    const std::string_view part = query_string.substr(0, query_string.find('&'));
    query_string.remove_prefix(std::min(query_string.size(), part.size() + 1));
    if (part.empty()) continue;
    const std::size_t equals = part.find('=');
    std::string name = percent_decode(part.substr(0, equals), Plus::kIsSpace);
    std::string value =
        equals == std::string_view::npos ? std::string() : percent_decode(part.substr(equals + 1), Plus::kIsSpace);
    if (name.find('\0') != std::string::npos || value.find('\0') != std::string::npos) {
      throw BadRequest("", "the address contains a NUL character");
    }
    if (!is_valid_utf8(name) || !is_valid_utf8(value)) {
      throw BadRequest(is_valid_utf8(name) ? name : "", "the address is not valid UTF-8");
    }
    parameters.emplace_back(std::move(name), std::move(value));
  }
  return parameters;
}

Query parse_query(const Parameters& parameters, std::string_view default_lang) {
  Query query;
  query.lang = default_lang;
  std::vector<std::string_view> seen;
  std::size_t filter_values = 0;
  for (const auto& [name, value] : parameters) {
    if (is_facet(name)) {
      // A form sends its empty choices too.
      if (value.empty()) continue;
      if (++filter_values > kMaxFilterValues) {
        throw BadRequest(name, "at most " + std::to_string(kMaxFilterValues) + " filter values may be chosen at once");
      }
      std::vector<std::string>& values = query.filters[name];
      if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
      continue;
    }
    if (name == "pick") {
      add_pick(name, value, query.picks);
      continue;
    }
    if (std::find(seen.begin(), seen.end(), name) != seen.end()) {
      throw BadRequest(name, "'" + name + "' is given more than once");
    }
    seen.push_back(name);
    if (name == "q") {
      query.q = trimmed(to_nfc(value));
      if (code_points(query.q) > kMaxQueryCharacters) {
        throw BadRequest(name, "'q' is longer than " + std::to_string(kMaxQueryCharacters) + " characters");
      }
    } else if (name == "from" || name == "to") {
      if (value.empty()) continue;
      (name == "from" ? query.from : query.to) = static_cast<int>(number(name, value, kMinYear, kMaxYear));
    } else if (name == "lang") {
      if (value.empty()) continue;
      if (value == "und" || !is_language_tag(value) || !is_known_language(value))
        throw BadRequest(name, "'lang' must be a language tag such as 'en', 'fr' or 'sr-Latn'");
      query.lang = value;
      query.lang_given = true;
    } else if (name == "sort") {
      if (value.empty()) continue;
      const auto* const found = std::find(std::begin(kSortNames), std::end(kSortNames), value);
      if (found == std::end(kSortNames)) throw BadRequest(name, "'sort' must be 'relevance', 'newest' or 'title'");
      query.sort = static_cast<Sort>(found - std::begin(kSortNames));
      query.sort_given = true;
    } else if (name == "words") {
      if (value.empty()) continue;
      if (value != "all") throw BadRequest(name, "'words' must be 'all', or be left out");
      query.all_words = true;
    } else if (name == "translate") {
      if (value.empty()) continue;
      if (value != "no" && value != "yes") throw BadRequest(name, "'translate' must be 'yes' or 'no'");
      query.translate = value == "yes";
    } else if (name == "page") {
      query.page = static_cast<std::size_t>(number(name, value, 1, static_cast<long>(kMaxPage)));
    } else if (name == "per_page") {
      query.per_page = static_cast<std::size_t>(number(name, value, 1, static_cast<long>(kMaxPerPage)));
    } else {
      throw BadRequest(name, "there is no parameter '" + name + "'");
    }
  }
  if (query.from && query.to && *query.from > *query.to) throw BadRequest("from", "'from' is later than 'to'");
  const Sort natural = query.q.empty() ? Sort::kNewest : Sort::kRelevance;
  if (!query.sort_given || query.sort == natural) {
    query.sort = natural;
    query.sort_given = false;
  }
  return query;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
        c == '.' || c == '~') {
      encoded += c;
    } else {
      encoded += '%';
      encoded += kDigits[byte >> 4];
      encoded += kDigits[byte & 15];
    }
  }
  return encoded;
}

Query first_page(Query query) {
  query.page = 1;
  return query;
}

std::string take_parameter(Parameters& parameters, std::string_view name) {
  const auto is_it = [&](const auto& parameter) { return parameter.first == name; };
  const auto found = std::ranges::find_if(parameters, is_it);
  if (found == parameters.end()) return {};
  std::string value = std::move(found->second);
  parameters.erase(found);
  if (std::ranges::any_of(parameters, is_it)) {
    throw BadRequest(std::string(name), "'" + std::string(name) + "' is given more than once");
  }
  return value;
}

std::string to_query_string(const Query& query) {
  std::string text;
  const auto add = [&text](std::string_view name, std::string_view value) {
    if (!text.empty()) text += '&';
    text.append(name).append("=").append(percent_encode(value));
  };
  if (!query.q.empty()) add("q", query.q);
  for (const std::string_view facet : kFacetNames) {
    const auto it = query.filters.find(std::string(facet));
    if (it == query.filters.end()) continue;
    for (const std::string& value : it->second) add(facet, value);
  }
  if (query.from) add("from", std::to_string(*query.from));
  if (query.to) add("to", std::to_string(*query.to));
  if (query.lang_given) add("lang", query.lang);
  if (query.sort_given) add("sort", kSortNames[static_cast<std::size_t>(query.sort)]);
  if (query.all_words) add("words", "all");
  if (!query.translate) add("translate", "no");
  if (query.page != 1) add("page", std::to_string(query.page));
  if (query.per_page != Query{}.per_page) add("per_page", std::to_string(query.per_page));
  for (const std::string& id : query.picks) add("pick", id);
  return text;
}

}  // namespace gp
