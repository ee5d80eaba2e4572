// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/sentrequest.h"
#include "core/support/redacted.h"
#include "core/wire/httpmessage.h"

namespace assay {

/// What is kept of a request that is about to leave: all but what is secret. `key` is taken out wherever it stands.
SentRequest keptRequest(const HttpRequest& request, const QString& dialect, bool stream, const Secret& key);

} // namespace assay
