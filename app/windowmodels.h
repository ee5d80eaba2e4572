// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"
#include "core/catalog/refresh/refreshplan.h"
#include "ui/modelspage/modelsservice.h"

#include <QThreadPool>

namespace assay {

/// Models and prices of the composition, for the window. Lists are read and made off the window's thread.
class WindowModels : public ModelsService
{
    Q_OBJECT

public:
    explicit WindowModels(Composition& services, QObject* parent = nullptr);
    ~WindowModels() override;

    QDate today() const override;
    void readRows() override;
    QStringList priceLists() const override;
    void readPrices(const QString& from) override;
    Result<qint64> takePrices(bool includeHeld) override;
    Result<void> setOwnPrice(const ModelRef& model, const OwnPrice& price) override;

private:
    void keep(const Result<PriceRefresh>& refresh);

    Composition& m_services;
    std::optional<PriceRefresh> m_refresh;
    QThreadPool m_pool;
};

} // namespace assay
