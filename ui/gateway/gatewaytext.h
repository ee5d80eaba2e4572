// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/gateway/gatewaycontrol.h"
#include "ui/theme/stateglyph.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flattable.h"

#include <QCoreApplication>

namespace assay {

/// Sign, words and colour of a state, always together.
struct GatewayLook {
    Glyph glyph = Glyph::Clock;
    QString words;
    CellInk ink = CellInk::Text;
    friend bool operator==(const GatewayLook&, const GatewayLook&) = default;
};

/// The words of the Gateway page. Pure.
class GatewayText
{
    Q_DECLARE_TR_FUNCTIONS(assay::GatewayText)

public:
    static GatewayLook look(const GatewayCallRow& call);
    /// Of a key: open, disabled, expired, limit reached, open until.
    static GatewayLook look(const GatewayKeyRow& row, const QDateTime& now);
    /// What the client speaks, in a word: `Messages`.
    static QString format(const QString& dialect);
    /// The request path of a client's format: `/v1/messages`.
    static QString path(const QString& dialect);
    /// Why it was turned away, in a few words: `no key`, `unknown model`.
    static QString reason(const GatewayCallRow& call);
    static QString tokens(const GatewayCallRow& call); ///< `8.2k / 301`
    static QString cost(const GatewayCallRow& call); ///< never 0 for unknown
    static QString costDetail(const GatewayCallRow& call); ///< exact figure and how it is known
    static QString mayUse(const VirtualKey& key);
    static QString spent(Money amount, const std::optional<Money>& limit); ///< `$0.42 of $1.00`
    static QString left(Money amount, const Money& limit); ///< `$0.58 left`
    /// Share of the limit in [0, 1]; of a limit of nothing it is all.
    static double share(Money amount, const Money& limit);
    /// `now`, `10:47`, `12 Nov`, `3 Aug 2025`, `never`; local time.
    static QString clock(
        const QDateTime& time, const QDateTime& now); ///< the same, with the time of today also for now
    static QString when(const std::optional<QDateTime>& time, const QDateTime& now);
};

} // namespace assay
