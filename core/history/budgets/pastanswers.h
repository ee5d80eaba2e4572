// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/model.h"
#include "core/history/historytypes.h"
#include "core/support/result.h"

namespace assay {

class Connection;

/// The newest lanes of a model that ended on their own (complete, or cut at the output limit), newest first.
Result<QList<PastAnswer>> readPastAnswers(
    const Connection& connection, const ModelRef& model, const QString& prompt, const QString& system, int limit);

} // namespace assay
