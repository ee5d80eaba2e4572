// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"

#include <QString>
#include <QStringList>

namespace assay {

/// Before a proof (a signature of reasoning or of a call) that another format's provider made, follow its dialect, a
/// dot and the proof. So the gateway knows, when it comes back, who will take it.
inline constexpr QLatin1StringView kOwnSignature{"assay."};

/// A client's request as an endpoint of this dialect may get it: proofs that other formats' providers made stay behind,
/// and so do fields that only a server of the client's own format knows. Where any JSON is wanted of an endpoint that
/// knows output formats by their schema alone, words ask for it. A request that no client wrote stays as it is.
ChatRequest adaptedTo(ChatRequest request, const QString& dialect);

/// Fields of a client's request that adaptedTo() leaves out for this dialect.
QStringList fieldsLost(const ChatRequest& request, const QString& dialect);

} // namespace assay
