// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/chunkmould.h"

#include <QByteArrayView>

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay {

/// The text that a frequent chunk adds; views are valid as long as the chunk, and until the next read.
struct PlainDelta {
    std::string_view reasoning;
    std::string_view content;
};

/// The fast way through a stream of chat completions: nearly every chunk is one choice with a piece of text or
/// reasoning and nothing else of interest. Such a chunk is read in one pass without a tree; everything that is not
/// exactly so is left to the full reader.
/// Of a chunk that is the one before but for its text, only the text is read.
class OpenAiDeltaReader
{
public:
    /// Nothing if the chunk needs the full reader.
    std::optional<PlainDelta> read(QByteArrayView json);

private:
    enum class TextKind : std::uint8_t { Content, Reasoning };

    void remember(std::string_view chunk, std::size_t at, std::string_view text, TextKind kind);

    ChunkMould m_mould;
    TextKind m_kind = TextKind::Content; ///< of the remembered chunk
    simdjson::ondemand::parser m_parser;
    std::string m_buffer; ///< the text and simdjson's padding behind it
};

} // namespace assay
