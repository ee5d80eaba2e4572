// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace assay {

/// A question that must be answered before something is done.
struct Confirmation {
    QString name; ///< object name of the box
    QString title;
    QString question;
    QString detail;
    QString yes; ///< word on the button that does it; the other one is Cancel and the default
};

/// Asks without waiting; `then` runs when the person agrees, and not after `parent` is gone.
void confirm(const Confirmation& what, QWidget* parent, std::function<void()> then);

} // namespace assay
