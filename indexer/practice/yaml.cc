// YAML to a tree by way of yaml-cpp's event parser: its own Node keeps one of two equal keys silently and expands
// aliases without bound. Aliases are refused instead: nobody needs them in a case, and with them every size limit would
// have to be counted twice. Whatever yaml-cpp throws becomes a diagnostic with the line it stopped at.
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "indexer/practice/tree.h"

namespace gp {
namespace {

// Brackets within brackets. yaml-cpp keeps all of an outermost bracket as tokens until it is closed, and much for each
// level, before it reports the first of them; kMaxDepth, which bounds the tree, comes too late for that.
constexpr std::size_t kMaxBracketDepth = 64;

// Stops the parser; leaves this file only as a diagnostic.
struct Refused {
  std::size_t line;
  std::string what;
  std::string remedy;
};

// Whether the quotation mark that `text` begins with, if it does, has its second. yaml-cpp takes the end of the file
// for it.
bool is_closed(std::string_view text) {
  const char mark = text.empty() ? '\0' : text.front();
  if (mark != '"' && mark != '\'') return true;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const bool escapes = mark == '"' ? text[i] == '\\' : text.substr(i, 2) == "''";
    if (escapes) {
      ++i;
    } else if (text[i] == mark) {
      return true;
    }
  }
  return false;
}

// The line, from 0, where brackets are nested too deep. Brackets in quotation marks and comments count as well, since
// telling them apart takes a YAML scanner: a text would need 65 more that open than close.
std::optional<std::size_t> too_deep(std::string_view bytes) {
  std::size_t depth = 0;
  std::size_t line = 0;
  for (const char c : bytes) {
    if (c == '\n') {
      ++line;
    } else if (c == '[' || c == '{') {
      if (++depth > kMaxBracketDepth) return line;
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return std::nullopt;
}

class TreeEvents final : public YAML::EventHandler {
 public:
  TreeEvents(std::string_view bytes, std::string_view file, std::size_t first_line, std::size_t max_nodes)
      : bytes_(bytes), builder_(file, max_nodes), first_line_(first_line) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ > 0) throw Refused{line(mark), "a second YAML document begins", "write one document in a file"};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    if (builder_.expects_key()) refuse_key(mark);
    check(builder_.null(line(mark)), mark);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    throw Refused{line(mark), "a YAML alias (*)",
                  "write the value itself; a text that begins with * needs quotation marks"};
  }
  void OnScalar(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                const std::string& value) override {
    if (!is_closed(bytes_.substr(std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), bytes_.size())))) {
      throw Refused{line(mark), "the quotation mark of this text is never closed", "write it behind the text too"};
    }
    if (builder_.expects_key()) {
      builder_.key(value, line(mark));
    } else {
      check(builder_.scalar(value, false, line(mark)), mark);
    }
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                       YAML::EmitterStyle::value /*style*/) override {
    open(Tree::Kind::kList, mark);
  }
  void OnSequenceEnd() override { check(builder_.close(), YAML::Mark::null_mark()); }
  void OnMapStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                  YAML::EmitterStyle::value /*style*/) override {
    open(Tree::Kind::kMap, mark);
  }
  void OnMapEnd() override { check(builder_.close(), YAML::Mark::null_mark()); }

  std::size_t line(const YAML::Mark& mark) const {
    return first_line_ + static_cast<std::size_t>(std::max(mark.line, 0));
  }
  Tree take() { return builder_.take(); }

 private:
  void open(Tree::Kind kind, const YAML::Mark& mark) {
    if (builder_.expects_key()) refuse_key(mark);
    check(builder_.open(kind, line(mark)), mark);
  }
  void check(bool accepted, const YAML::Mark& mark) const {
    if (accepted) return;
    throw Refused{line(mark), "the YAML is too large: " + builder_.problem(), "keep it to the keys of a case"};
  }
  [[noreturn]] void refuse_key(const YAML::Mark& mark) const {
    throw Refused{line(mark), "a key is not a word",
                  "write 'key: value'; a text with brackets or braces needs quotation marks"};
  }

  std::string_view bytes_;
  TreeBuilder builder_;
  std::size_t first_line_;
  int documents_ = 0;
};

void parse(std::string_view bytes, TreeEvents& events) {
  std::istringstream stream{std::string(bytes)};
  YAML::Parser parser(stream);
  while (parser.HandleNextDocument(events)) {
  }
}

}  // namespace

std::optional<Tree> read_yaml(std::string_view bytes, std::string_view file, std::size_t line, std::size_t max_nodes,
                              Diagnostics& diagnostics) {
  if (const std::optional<std::size_t> deep = too_deep(bytes)) {
    diagnostics.error({std::string(file), line + *deep},
                      "brackets are nested deeper than " + std::to_string(kMaxBracketDepth) + " levels",
                      "close each [ and { where it ends");
    return std::nullopt;
  }
  TreeEvents events(bytes, file, line, max_nodes);
  const std::string remedy =
      "look at the indentation, brackets and quotation marks of this line and the one above; a text with ': ' or ' #' "
      "in "
      "it needs quotation marks";
  try {
    parse(bytes, events);
    return events.take();
  } catch (const Refused& refused) {
    diagnostics.error({std::string(file), refused.line}, refused.what, refused.remedy);
  } catch (const YAML::Exception& problem) {
    diagnostics.error({std::string(file), events.line(problem.mark)}, "not YAML: " + problem.msg, remedy);
  } catch (const std::runtime_error& problem) {
    diagnostics.error({std::string(file), line}, std::string("not YAML: ") + problem.what(), remedy);
  }
  return std::nullopt;
}

}  // namespace gp
