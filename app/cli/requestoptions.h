// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/support/result.h"

#include <QString>
#include <QStringList>

namespace assay {

/// `TEXT`, `@FILE` or `-` (standard input) as text. A file must be UTF-8 and at most 16 MiB.
Result<QString> readTextArgument(const QString& argument);

/// Applies `name=value` settings to a request. Known names are the sampling and reasoning parameters
/// (`temperature`, `top_p`, `top_k`, `max_tokens`, `seed`, `stop`, `presence_penalty`, `frequency_penalty`,
/// `reasoning_effort`, `reasoning_budget`); any other name goes to the provider as it is, its value read as JSON where
/// it is JSON. Fails naming the setting.
Result<ChatRequest> applySettings(ChatRequest request, const QStringList& settings);

} // namespace assay
