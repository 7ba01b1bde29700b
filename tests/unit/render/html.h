// Reading rendered pages by meaning: what is on them, not how their bytes stand.
#pragma once

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gp {

struct Tag {
  std::string name{};        // "a", without '/'
  std::string attributes{};  // all of them, as written
  bool end = false;
  std::size_t begin = 0;  // of '<'
  std::size_t after = 0;  // behind '>'

  // The value as written; empty if there is none.
  std::string get(std::string_view name_of_attribute) const {
    const std::string needle = " " + std::string(name_of_attribute) + "=\"";
    const std::size_t start = attributes.find(needle);
    if (start == std::string::npos) return {};
    const std::size_t value = start + needle.size();
    return attributes.substr(value, attributes.find('"', value) - value);
  }
  bool has(std::string_view word) const { return attributes.find(word) != std::string::npos; }
};

inline std::vector<Tag> tags_of(std::string_view html) {
  std::vector<Tag> tags;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    Tag tag;
    tag.begin = at;
    std::size_t position = at + 1;
    if (position < html.size() && html[position] == '!') continue;
    if (position < html.size() && html[position] == '/') {
      tag.end = true;
      ++position;
    }
    while (position < html.size() && std::isalnum(static_cast<unsigned char>(html[position])))
      tag.name += html[position++];
    bool quoted = false;
    while (position < html.size() && (quoted || html[position] != '>')) {
      if (html[position] == '"') quoted = !quoted;
      tag.attributes += html[position++];
    }
    tag.after = position + 1;
    tags.push_back(std::move(tag));
  }
  return tags;
}

inline std::vector<Tag> tags_of(std::string_view html, std::string_view name) {
  std::vector<Tag> tags;
  for (Tag& tag : tags_of(html)) {
    if (tag.name == name && !tag.end) tags.push_back(std::move(tag));
  }
  return tags;
}

inline std::size_t count(std::string_view text, std::string_view needle) {
  std::size_t number = 0;
  for (std::size_t at = text.find(needle); at != std::string_view::npos; at = text.find(needle, at + 1)) ++number;
  return number;
}

inline std::string between(std::string_view text, std::string_view from, std::string_view to) {
  const std::size_t start = text.find(from);
  if (start == std::string_view::npos) return {};
  const std::size_t begin = start + from.size();
  const std::size_t end = text.find(to, begin);
  return std::string(text.substr(begin, end == std::string_view::npos ? end : end - begin));
}

// What a reader sees of it: no tags, single spaces.
inline std::string text_of(std::string_view html) {
  std::string text;
  bool in_tag = false;
  for (const char c : html) {
    if (c == '<') in_tag = true;
    if (!in_tag) {
      const bool space = std::isspace(static_cast<unsigned char>(c)) != 0;
      if (!space) text += c;
      if (space && !text.empty() && text.back() != ' ') text += ' ';
    }
    if (c == '>') in_tag = false;
  }
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

// The first problem of nesting; empty: every element is closed where it should be.
inline std::string unbalanced(std::string_view html) {
  static const std::set<std::string> kVoid = {"meta", "link", "input", "br", "hr"};
  std::vector<std::string> open;
  for (const Tag& tag : tags_of(html)) {
    if (kVoid.count(tag.name) != 0 || tag.attributes.ends_with('/')) continue;  // SVG closes its own
    if (!tag.end) {
      open.push_back(tag.name);
    } else if (open.empty() || open.back() != tag.name) {
      return "</" + tag.name + "> closes <" + (open.empty() ? "" : open.back()) + "> at ..." +
             std::string(html.substr(tag.begin < 80 ? 0 : tag.begin - 80, 90));
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : "<" + open.back() + "> stays open";
}

}  // namespace gp
