#include "searchd/search/text_query.h"

#include <algorithm>
#include <optional>

namespace gp {
namespace {

constexpr std::string_view kTitle = "title:";

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

// Typographic quotes and the no-break space are what phones and word processors put in.
std::string plain_signs(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> kSame[] = {
      {"\u201C", "\""}, {"\u201D", "\""}, {"\u201E", "\""}, {"\u00AB", "\""},
      {"\u00BB", "\""}, {"\u00A0", " "},  {"\u202F", " "},  {"\u3000", " "}};
  std::string plain;
  for (std::size_t i = 0; i < text.size();) {
    const auto* const same = std::find_if(std::begin(kSame), std::end(kSame),
                                          [&](const auto& pair) { return text.substr(i).starts_with(pair.first); });
    if (same == std::end(kSame)) {
      plain += text[i++];
    } else {
      plain += same->second;
      i += same->first.size();
    }
  }
  // A quote that nothing closes opens no phrase.
  if (std::count(plain.begin(), plain.end(), '"') % 2 == 1) {
    const std::size_t at = plain.rfind('"');
    if (at == 0 || is_space(plain[at - 1]) || plain[at - 1] == ':' || plain[at - 1] == '-') {
      plain.erase(at, 1);
    } else {
      plain[at] = ' ';
    }
  }
  return plain;
}

struct Sign {
  bool excluded = false;
  bool either = false;  // the word OR
  Clause clause{};
};

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::optional<Sign> next() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    if (at_ == text_.size()) return std::nullopt;
    Sign sign;
    if (text_[at_] == '-' && at_ + 1 < text_.size() && !is_space(text_[at_ + 1]) && text_[at_ + 1] != '-') {
      sign.excluded = true;
      ++at_;
    }
    if (text_.substr(at_).starts_with(kTitle) && at_ + kTitle.size() < text_.size() &&
        !is_space(text_[at_ + kTitle.size()])) {
      sign.clause.title = true;
      at_ += kTitle.size();
    }
    if (text_[at_] == '"') {
      const std::size_t close = text_.find('"', at_ + 1);
      if (close != std::string_view::npos) {
        sign.clause.kind = Clause::Kind::kPhrase;
        sign.clause.text = text_.substr(at_ + 1, close - at_ - 1);
        at_ = close + 1;
        return sign;
      }
    }
    const std::size_t begin = at_;
    while (at_ < text_.size() && !is_space(text_[at_]) && (text_[at_] != '"' || at_ == begin)) ++at_;
    std::string_view word = text_.substr(begin, at_ - begin);
    sign.either = word == "OR" && !sign.excluded && !sign.clause.title;
    if (word.size() > 1 && word.ends_with('*')) {
      sign.clause.kind = Clause::Kind::kPrefix;
      while (word.ends_with('*')) word.remove_suffix(1);
    }
    // A quotation mark that has no other is none; kept, it would find one when the query is written out.
    sign.clause.text = word;
    std::erase(sign.clause.text, '"');
    return sign;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

bool is_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_space);
}

}  // namespace

TextQuery parse_text_query(std::string_view q) {
  const std::string plain = plain_signs(q);
  Scanner scanner(plain);
  TextQuery query;
  bool join = false;  // an OR stands between the last item and the next clause
  while (std::optional<Sign> sign = scanner.next()) {
    if (sign->either && !query.items.empty() && !join) {
      join = true;
      continue;
    }
    if (is_blank(sign->clause.text)) continue;
    if (sign->excluded) {
      join = false;  // a minus joins no OR
      query.excluded.push_back(std::move(sign->clause));
    } else if (join) {
      query.items.back().push_back(std::move(sign->clause));
      join = false;
    } else {
      query.items.push_back({std::move(sign->clause)});
    }
  }
  return query;
}

std::string to_string(const Clause& clause) {
  std::string text = clause.title ? std::string(kTitle) : std::string();
  switch (clause.kind) {
    case Clause::Kind::kWords:
      return text + clause.text;
    case Clause::Kind::kPrefix:
      return text + clause.text + '*';
    case Clause::Kind::kPhrase:
      return text + '"' + clause.text + '"';
  }
  return text;
}

std::string to_string(const TextQuery& query) {
  std::string text;
  const auto space = [&text] {
    if (!text.empty()) text += ' ';
  };
  for (const std::vector<Clause>& item : query.items) {
    for (std::size_t i = 0; i < item.size(); ++i) {
      space();
      if (i > 0) text += "OR ";
      text += to_string(item[i]);
    }
  }
  for (const Clause& clause : query.excluded) {
    space();
    text += '-' + to_string(clause);
  }
  return text;
}

}  // namespace gp
