// The words of `q` as a reader means them.
//
//   query  = item *( space item )            all items are wanted
//   item   = clause *( space "OR" space clause )   any of them
//   clause = [ "-" ] [ "title:" ] ( word | word "*" | DQUOTE words DQUOTE )
//
// A minus excludes; it joins no OR. A lone quotation mark and an OR at the end are left out; an OR at the
// beginning is a word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gp {

struct Clause {
  enum class Kind { kWords, kPrefix, kPhrase };
  Kind kind = Kind::kWords;
  bool title = false;
  std::string text{};  // as typed, without the signs

  bool operator==(const Clause&) const = default;
};

struct TextQuery {
  std::vector<std::vector<Clause>> items{};  // all items; in an item, any clause
  std::vector<Clause> excluded{};            // none of these

  bool operator==(const TextQuery&) const = default;
};

TextQuery parse_text_query(std::string_view q);

// The grammar's form again: parse_text_query(to_string(t)) == t.
std::string to_string(const TextQuery& query);
std::string to_string(const Clause& clause);

}  // namespace gp
