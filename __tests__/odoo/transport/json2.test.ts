import { transportContract } from '../../helpers/transportContract.ts';

transportContract('json2', ['19']);
