// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/sentrequest.h"
#include "core/providers/dialect.h"

namespace assay {

/// A request once more: its body byte by byte and its headers, to the address that this dialect uses for the model at
/// today's endpoint, with today's key. Fails as encoding does.
Result<HttpRequest> repeatedRequest(
    const Dialect& dialect, const SentRequest& sent, const QString& model, const EndpointAccess& access);

} // namespace assay
