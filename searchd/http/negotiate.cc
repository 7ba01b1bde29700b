#include "searchd/http/negotiate.h"

#include <algorithm>
#include <optional>

#include "searchd/http/message.h"

namespace gp {
namespace {

struct Wish {
  std::string_view what{};
  int q = 1000;  // thousandths
};

// "0", "1", "0.5", "0.125", "1.000" in thousandths.
std::optional<int> parse_q(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  int q = (text[0] - '0') * 1000;
  if (text.size() == 1) return q;
  if (text[1] != '.') return std::nullopt;
  int unit = 100;
  for (const char c : text.substr(2)) {
    if (c < '0' || c > '9') return std::nullopt;
    q += (c - '0') * unit;
    unit /= 10;
  }
  return q <= 1000 ? std::optional(q) : std::nullopt;
}

// The wishes of a header, in its order; those that cannot be read are left out. A long list is a nuisance, not a wish.
std::vector<Wish> parse_wishes(std::string_view list) {
  constexpr std::size_t kMost = 64;
  std::vector<Wish> wishes;
  while (!list.empty() && wishes.size() < kMost) {
    const std::size_t comma = std::min(list.find(','), list.size());
    std::string_view item = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    const std::size_t semicolon = item.find(';');
    Wish wish{trim_blanks(item.substr(0, std::min(semicolon, item.size())))};
    if (wish.what.empty()) continue;
    if (semicolon != std::string_view::npos) {
      const std::string_view weight = trim_blanks(item.substr(semicolon + 1));
      if (weight.size() < 3 || (weight[0] != 'q' && weight[0] != 'Q') || weight[1] != '=') continue;
      const auto q = parse_q(trim_blanks(weight.substr(2)));
      if (!q) continue;
      wish.q = *q;
    }
    wishes.push_back(wish);
  }
  return wishes;
}

std::vector<Wish> by_weight(std::string_view list) {
  std::vector<Wish> wishes = parse_wishes(list);
  std::ranges::stable_sort(wishes, [](const Wish& a, const Wish& b) { return a.q > b.q; });
  return wishes;
}

const std::string* find_tag(const std::vector<std::string>& tags, std::string_view tag) {
  const auto found = std::ranges::find_if(tags, [&](const std::string& t) { return same_name(t, tag); });
  return found == tags.end() ? nullptr : &*found;
}

// RFC 4647, section 3.4: cut from the end, and with it a single letter that introduces what was cut.
std::string_view shorter(std::string_view tag) {
  std::size_t dash = tag.rfind('-');
  if (dash == std::string_view::npos) return {};
  if (dash >= 2 && tag[dash - 2] == '-') dash -= 2;
  return tag.substr(0, dash);
}

std::string_view primary(std::string_view tag) {
  return tag.substr(0, std::min(tag.find('-'), tag.size()));
}

// The weight of a coding: what is said of it, else of "*", else `unsaid`.
int weight(const std::vector<Wish>& wishes, std::string_view coding, int unsaid) {
  for (const Wish& wish : wishes) {
    if (same_name(wish.what, coding)) return wish.q;
  }
  for (const Wish& wish : wishes) {
    if (wish.what == "*") return wish.q;
  }
  return unsaid;
}

}  // namespace

std::vector<std::string> wished_languages(std::string_view accept_language) {
  std::vector<std::string> tags;
  for (const Wish& wish : by_weight(accept_language)) {
    if (wish.q > 0 && wish.what != "*") tags.emplace_back(wish.what);
  }
  return tags;
}

std::string choose_language(std::string_view accept_language, const std::vector<std::string>& available,
                            std::string_view fallback) {
  const std::vector<Wish> wishes = by_weight(accept_language);
  const auto refused = [&](std::string_view tag) {
    return std::ranges::any_of(wishes, [&](const Wish& w) { return w.q == 0 && same_name(w.what, tag); });
  };
  for (const Wish& wish : wishes) {
    if (wish.q == 0) break;
    if (wish.what == "*") return std::string(fallback);
    for (std::string_view tag = wish.what; !tag.empty(); tag = shorter(tag)) {
      if (const std::string* found = find_tag(available, tag); found && !refused(*found)) return *found;
    }
    for (const std::string& tag : available) {
      if (same_name(primary(tag), primary(wish.what)) && !refused(tag)) return tag;
    }
  }
  return std::string(fallback);
}

Coding choose_coding(std::string_view accept_encoding) {
  const std::vector<Wish> wishes = parse_wishes(accept_encoding);
  const int brotli = weight(wishes, "br", 0);
  const int gzip = std::max(weight(wishes, "gzip", 0), weight(wishes, "x-gzip", 0));
  const int identity = weight(wishes, "identity", 0);
  if (brotli > 0 && brotli >= gzip && brotli >= identity) return Coding::kBrotli;
  if (gzip > 0 && gzip >= identity) return Coding::kGzip;
  return Coding::kIdentity;
}

bool refuses_identity(std::string_view accept_encoding) {
  return weight(parse_wishes(accept_encoding), "identity", 1) == 0;
}

std::string_view coding_name(Coding coding) {
  switch (coding) {
    case Coding::kBrotli:
      return "br";
    case Coding::kGzip:
      return "gzip";
    case Coding::kIdentity:
      break;
  }
  return {};
}

bool none_match_names(std::string_view if_none_match, std::string_view etag) {
  const auto opaque = [](std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; };
  std::string_view list = trim_blanks(if_none_match);
  if (list == "*") return true;
  while (!list.empty()) {
    list = trim_blanks(list);
    if (list.starts_with(',')) {
      list.remove_prefix(1);
      continue;
    }
    // A tag may contain commas, so it is its quotes that end it.
    const std::size_t open = list.starts_with("W/") ? 2 : 0;
    if (open >= list.size() || list[open] != '"') return false;
    const std::size_t end = list.find('"', open + 1);
    if (end == std::string_view::npos) return false;
    if (opaque(list.substr(0, end + 1)) == opaque(etag)) return true;
    list.remove_prefix(end + 1);
  }
  return false;
}

}  // namespace gp
