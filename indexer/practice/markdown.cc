// The front matter is found by its two lines alone and handed to the YAML reader with the number of its first line; the
// rest is Markdown that nobody here parses. Blank lines before the body are skipped and counted, so that a heading's
// line is right.
#include "indexer/practice/markdown.h"

#include <algorithm>
#include <string>
#include <utility>

namespace gp {
namespace {

constexpr std::string_view kExample =
    "begin the file with a line ---, then 'title: …' and 'summary: …', then a line ---";

bool is_fence(std::string_view line) {
  const std::size_t end = line.find_last_not_of(" \t");
  return end != std::string_view::npos && line.substr(0, end + 1) == "---";
}

// Takes the first line off `text`.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

Tree body_node(std::string_view rest, std::string_view file, std::size_t line) {
  for (std::string_view after = rest; !after.empty() && is_blank(take_line(after)); rest = after) ++line;
  Tree body = scalar_node("body", std::string(rest));
  body.file = file;
  body.line = line;
  return body;
}

}  // namespace

std::optional<Tree> read_markdown(std::string_view text, std::string_view file, Diagnostics& diagnostics) {
  const auto error = [&](std::size_t line, std::string what, std::string remedy) {
    diagnostics.error({std::string(file), line}, std::move(what), std::move(remedy));
    return std::nullopt;
  };
  std::string_view rest = text;
  if (!is_fence(take_line(rest))) return error(1, "the front matter is missing", std::string(kExample));
  const std::string_view after_opening = rest;
  std::size_t line = 2;
  bool closed = false;
  std::string_view front;
  while (!rest.empty() && !closed) {
    front = after_opening.substr(0, after_opening.size() - rest.size());
    closed = is_fence(take_line(rest));
    ++line;
  }
  if (!closed) return error(1, "the front matter is not closed", "write a line --- after its last key");

  std::optional<Tree> node = read_yaml(front, file, 2, kMaxCaseNodes, diagnostics);
  if (!node) return std::nullopt;
  if (node->kind == Tree::Kind::kNull) {
    return error(1, "the front matter is empty", "write 'title: …' between the --- lines");
  }
  if (node->kind != Tree::Kind::kMap) {
    return error(2, "the front matter has no keys", "write 'title: …' and 'summary: …' between the --- lines");
  }
  if (const auto body = std::ranges::find(node->children, "body", &Tree::key); body != node->children.end()) {
    return error(body->line, "unknown key 'body'", "write the body after the second --- line");
  }
  node->line = 1;
  node->children.push_back(body_node(rest, file, line));
  return node;
}

}  // namespace gp
