// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/jsonvalue.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <vector>

namespace assay {

/// OpenRouter's `reasoning_details`: pieces of reasoning as text, summary or encrypted, which must go back unchanged
/// when a tool loop goes on. Pieces of one block are joined.
class ReasoningDetails
{
public:
    void add(const JsonValue& details);
    /// Text and summaries of one chunk's details, for servers that send no plain `reasoning`.
    static QString textOf(const JsonValue& details);
    /// The joined blocks as a JSON array; empty if none of them is signed or encrypted, for then nothing must go back.
    QString toSend() const;

private:
    std::vector<QJsonObject> m_blocks;
    bool m_isOpaque = false;
};

} // namespace assay
