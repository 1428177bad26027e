import type { EyeshadowZoneName, LayerFinish, ProductKind } from '@carmine/makeup';
import type { Category } from '../words/categories.ts';

/** Words of products, finishes and of how they are worn. */
export type ProductMessageKey =
  | `product.${ProductKind}`
  | `category.${Category}`
  | `finish.${LayerFinish}`
  | `zone.${EyeshadowZoneName}`
  | `placement.${'label' | 'apple' | 'lifted'}`
  | `style.${'label' | 'powder' | 'hair' | 'both'}`
  | `second.${'label' | 'none' | 'ombre' | 'two-tone' | 'colour'}`
  | `${'intensity' | 'coverage' | 'width' | 'wing' | 'length' | 'volume' | 'lower' | 'pans'}.label`
  | `mix.${'title' | 'lead' | 'start' | 'add' | 'remove' | 'pigment' | 'parts' | 'parts.value' | 'name'}`
  | `worn.${'title' | 'empty' | 'show' | 'hide' | 'remove' | 'edit' | 'own'}`
  | 'category.label'
  | 'finish.label'
  | 'unit.mm'
  | 'unit.times';

export type ProductMessages = Readonly<Record<ProductMessageKey, string>>;
