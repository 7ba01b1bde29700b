// The pages' templates: web/templates/<page>.mustache, built from web/templates/parts/*.mustache. Besides Mustache
// (https://mustache.github.io/mustache.5.html) they know two tags that are filled in when they are read:
//
//     {{t.search.button}}   a message without arguments, in the language of the page
//     {{a.site.css}}        the address of a static file
//
// Partials are put in place then too, so at run time a page is one parsed template and nothing is parsed per request.
#pragma once

#include <functional>
#include <kainjow/mustache.hpp>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "searchd/render/messages.h"

namespace gp {

using Data = kainjow::mustache::data;

class Templates {
 public:
  // Throws std::runtime_error naming the file: a tag that is not closed, a part or a message there is not.
  Templates(const std::string& folder, const Messages& messages,
            const std::function<std::string(const std::string&)>& asset_url);

  // Thread-safe. `page` is the name of a file without its extension.
  std::string render(const std::string& page, const std::string& language, const Data& data) const;

 private:
  std::map<std::pair<std::string, std::string>, std::unique_ptr<kainjow::mustache::mustache>> pages_;
};

}  // namespace gp
