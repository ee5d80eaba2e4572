// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>

namespace assay {

/// The text that a frequent chunk adds; views are valid until the next read.
struct PlainDelta {
    std::string_view reasoning;
    std::string_view content;
};

/// The fast way through a stream of chat completions: nearly every chunk is one choice with a piece of text or
/// reasoning and nothing else of interest. Such a chunk is read in one pass without a tree; everything that is not
/// exactly so is left to the full reader.
class OpenAiDeltaReader
{
public:
    /// Nothing if the chunk needs the full reader.
    std::optional<PlainDelta> read(QByteArrayView json);

private:
    simdjson::ondemand::parser m_parser;
    std::string m_buffer; ///< the text and simdjson's padding behind it
};

} // namespace assay
