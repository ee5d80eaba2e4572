// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/providers/dialect.h"

namespace assay {

/// Path and query of one page of Bedrock's control plane: foundation models first (one page), then inference profiles.
QString bedrockModelPath(const QByteArray& page);

/// A page of either list. Models that write no text or take no calls on demand are left out.
Result<ModelPage> bedrockModelPage(QByteArrayView body);

} // namespace assay
