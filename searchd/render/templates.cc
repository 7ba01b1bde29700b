#include "searchd/render/templates.h"

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string_view>

#include "searchd/render/web_file.h"

namespace gp {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOpen = "{{";
constexpr std::string_view kClose = "}}";
constexpr int kMaxPartDepth = 8;  // deeper is a part that contains itself

// Indentation is for those who read the template; a page is a fifth smaller without.
std::string without_indentation(const std::string& text) {
  std::string result;
  bool at_start = true;
  for (const char c : text) {
    if (at_start && (c == ' ' || c == '\n')) continue;
    at_start = c == '\n';
    result += c;
  }
  while (!result.empty() && result.back() == '\n') result.pop_back();
  return result;
}

// Replaces each tag for which `replacement` knows one; the others stay.
template <class Replacement>
std::string replace_tags(const std::string& text, const Replacement& replacement) {
  std::string result;
  std::size_t position = 0;
  while (true) {
    const std::size_t open = text.find(kOpen, position);
    const std::size_t close = open == std::string::npos ? open : text.find(kClose, open);
    if (close == std::string::npos) break;
    const std::size_t end = close + kClose.size();
    const std::string tag = text.substr(open + kOpen.size(), close - open - kOpen.size());
    result.append(text, position, open - position);
    const std::optional<std::string> known = replacement(tag);
    if (known) {
      result += *known;
    } else {
      result.append(text, open, end - open);
    }
    position = end;
  }
  return result.append(text, position);
}

class Reader {
 public:
  explicit Reader(fs::path folder) : folder_(std::move(folder)) {}

  // The file with its parts in place of their tags and without comments.
  std::string read(const fs::path& path, int depth = 0) const {
    if (depth > kMaxPartDepth) throw std::runtime_error(path.string() + ": contains itself");
    return replace_tags(without_indentation(read_web_file(path.string())),
                        [&](const std::string& tag) -> std::optional<std::string> {
                          if (tag.starts_with("!")) return "";
                          if (!tag.starts_with("> ")) return std::nullopt;
                          const fs::path part = folder_ / "parts" / (tag.substr(2) + ".mustache");
                          if (!fs::exists(part))
                            throw std::runtime_error(path.string() + ": there is no part '" + tag.substr(2) + "'");
                          return read(part, depth + 1);
                        });
  }

 private:
  fs::path folder_;
};

}  // namespace

Templates::Templates(const std::string& folder, const Messages& messages,
                     const std::function<std::string(const std::string&)>& asset_url) {
  const Reader reader(folder);
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".mustache") continue;
    const std::string file = entry.path().string();
    const std::string source = reader.read(entry.path());
    for (const std::string& language : messages.languages()) {
      const Catalogue& catalogue = messages.in(language);
      const std::string text = replace_tags(source, [&](const std::string& tag) -> std::optional<std::string> {
        if (tag.starts_with("t.")) {
          const std::string key = tag.substr(2);
          if (!catalogue.has(key)) throw std::runtime_error(file + ": there is no message '" + key + "'");
          if (!catalogue.arguments(key).empty()) {
            throw std::runtime_error(file + ": the message '" + key + "' wants arguments");
          }
          return kainjow::mustache::html_escape(catalogue.text(key));
        }
        if (tag.starts_with("a.")) return kainjow::mustache::html_escape(asset_url(tag.substr(2)));
        return std::nullopt;
      });
      auto parsed = std::make_unique<kainjow::mustache::mustache>(text);
      if (!parsed->is_valid()) throw std::runtime_error(file + ": " + parsed->error_message());
      pages_.emplace(std::make_pair(entry.path().stem().string(), language), std::move(parsed));
    }
  }
  if (error) throw std::runtime_error(folder + ": " + error.message());
}

std::string Templates::render(const std::string& page, const std::string& language, const Data& data) const {
  const auto found = pages_.find({page, language});
  if (found == pages_.end()) throw std::logic_error("no template '" + page + "' in " + language);
  // The library's render is not const because partials, lambdas and changed delimiters write to the template. There are
  // none at run time, so rendering only reads, and threads may share it.
  std::string html;
  found->second->render(data, [&html](const std::string& part) { html += part; });
  return html;
}

}  // namespace gp
