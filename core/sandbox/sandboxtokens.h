// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"

#include <QStringList>
#include <QStringView>

#include <vector>

namespace assay {

/// The pieces of `text` that the sandbox counts as tokens: a word (with the blank before it, seven letters at most), up
/// to three digits, a run of white space, or a mark; about four characters of English a piece. Joined they give the
/// text.
QStringList sandboxTokens(QStringView text);

/// How many pieces sandboxTokens() would give. Usage objects and the invoice use this same count.
qint64 countSandboxTokens(QStringView text);

/// One number per prompt token, equal for equal tokens: tools first, then each message with one token for its role and
/// kImageTokens for an image or document. Its size is the prompt's token count; prefixes can be compared with it.
std::vector<quint64> promptTokenHashes(const ChatRequest& request);

inline constexpr int kImageTokens = 258;

/// 64-bit FNV-1a over UTF-16, started from `seed`: the same on every machine and in every run.
quint64 stableHash(QStringView text, quint64 seed = 0);

} // namespace assay
