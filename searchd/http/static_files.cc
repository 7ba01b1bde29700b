#include "searchd/http/static_files.h"

#include <sys/resource.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <utility>
#include <vector>

#include "searchd/http/compress.h"
#include "searchd/render/web_file.h"

namespace gp {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kMediaTypes = {{
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".json", "application/json"},
    {".geojson", "application/geo+json"},
    {".webmanifest", "application/manifest+json"},
    {".html", "text/html; charset=utf-8"},
    {".txt", "text/plain; charset=utf-8"},
    {".xml", "application/xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
}};

std::string media_type(const fs::path& path) {
  const std::string extension = path.extension().string();
  const auto found =
      std::ranges::find(kMediaTypes, std::string_view(extension), &decltype(kMediaTypes)::value_type::first);
  return std::string(found == kMediaTypes.end() ? "application/octet-stream" : found->second);
}

// A style sheet with each line @import "part.css"; replaced by that part, so that a page makes one request for its
// style.
std::string with_imports(const fs::path& path) {
  constexpr std::string_view kImport = "@import \"";
  std::istringstream lines(read_web_file(path.string()));
  std::string content;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t end = line.find("\";", kImport.size());
    if (line.starts_with(kImport) && end != std::string::npos) {
      content += read_web_file((path.parent_path() / line.substr(kImport.size(), end - kImport.size())).string());
    } else {
      content += line;
      if (!lines.eof()) content += '\n';
    }
  }
  return content;
}

// The regular files below a folder, sorted, hidden ones left out: editors leave those behind.
std::vector<fs::path> files_below(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const bool hidden = it->path().filename().string().starts_with('.');
    if (it->is_directory() && hidden) it.disable_recursion_pending();
    if (it->is_regular_file() && !hidden) files.push_back(it->path());
  }
  if (error) throw std::runtime_error("cannot read the folder " + folder.string() + ": " + error.message());
  std::ranges::sort(files);
  return files;
}

StaticFile::Variants variants_of(const std::shared_ptr<const std::string>& content) {
  ::setpriority(PRIO_PROCESS, 0, 19);  // of this thread alone, on Linux: the site shall be there first
  const auto variant = [&content](Coding coding) {
    return std::make_shared<const std::string>(compress(*content, coding, Effort::kBest));
  };
  return {.brotli = variant(Coding::kBrotli), .gzip = variant(Coding::kGzip)};
}

}  // namespace

std::string digest_of(std::string_view content) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  XXH64_hash_t hash = XXH3_64bits(content.data(), content.size());
  std::string text(16, '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, hash >>= 4) *digit = kDigits[hash & 15];
  return text;
}

StaticFiles::StaticFiles(const std::string& web_folder) {
  const fs::path root = fs::path(web_folder) / "static";
  std::string digests;
  for (const fs::path& path : files_below(root)) {
    const std::string name = path.lexically_relative(root).generic_string();
    add(name, media_type(path), path.extension() == ".css" ? with_imports(path) : read_web_file(path.string()));
    digests += find(name)->digest;
  }
  for (const char* folder : {"templates", "messages", "texts"}) {
    if (!fs::exists(fs::path(web_folder) / folder)) continue;
    for (const fs::path& path : files_below(fs::path(web_folder) / folder))
      digests += digest_of(read_web_file(path.string()));
  }
  revision_ = digest_of(digests);
}

void StaticFiles::add(const std::string& name, std::string type, std::string content) {
  StaticFile file;
  file.media_type = std::move(type);
  file.digest = digest_of(content);
  file.content = std::make_shared<const std::string>(std::move(content));
  if (is_compressible(file.media_type) && file.content->size() >= kWorthCompressing) {
    file.variants = std::async(std::launch::async, variants_of, file.content);
  }
  files_.emplace(name, std::move(file));
}

const StaticFile* StaticFiles::find(std::string_view name) const {
  const auto found = files_.find(name);
  return found == files_.end() ? nullptr : &found->second;
}

std::string StaticFiles::url(const std::string& name) const {
  const StaticFile* file = find(name);
  if (file == nullptr) throw std::runtime_error("there is no file static/" + name + " in the web folder");
  return "/static/" + name + "?v=" + file->digest;
}

}  // namespace gp
