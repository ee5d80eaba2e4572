// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace assay {

/// Settings, section Appearance: the colours of the window.
class AppearanceSection : public QWidget
{
    Q_OBJECT

public:
    explicit AppearanceSection(ThemeChoice theme, QWidget* parent = nullptr);

Q_SIGNALS:
    void themeChosen(assay::ThemeChoice choice);
};

} // namespace assay
