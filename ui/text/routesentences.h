// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QCoreApplication>
#include <QString>

namespace assay {

/// The words of a route for people. Pure.
class RouteSentences
{
    Q_DECLARE_TR_FUNCTIONS(assay::RouteSentences)

public:
    /// Why an endpoint is out or where it stands: `no key`, `drawn (90 %)`. A code nobody knows comes back as it is.
    static QString reason(const RouteOption& option);
    /// `Answered by groq at the second attempt`.
    static QString outcome(const LaneRecord& lane);
    /// What decided the order, and the name that was asked for where it is more than a model's; empty: nothing to say.
    static QString order(const RouteTrace& route);
    /// What one attempt came to: `answered`, `rate limit (429)`.
    static QString result(const AttemptRecord& attempt);
};

} // namespace assay
